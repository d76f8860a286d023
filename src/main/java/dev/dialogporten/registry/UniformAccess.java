package dev.dialogporten.registry;

import dev.dialogporten.dialog.EndUserAccess;
import java.util.Set;

/** The answer when no file says who may see what: all or nobody. */
enum UniformAccess implements EndUserAccess {
  EVERYBODY,
  NOBODY;

  @Override
  public boolean mayAccess(String personUrn, String party, String serviceResource) {
    return isUnrestricted();
  }

  @Override
  public boolean mayPerform(
      String personUrn,
      String party,
      String serviceResource,
      String action,
      String authorizationAttribute) {
    return isUnrestricted();
  }

  @Override
  public Set<Grant> grantsOf(String personUrn) {
    return Set.of();
  }

  @Override
  public boolean isUnrestricted() {
    return this == EVERYBODY;
  }
}
