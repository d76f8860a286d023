package dev.dialogporten.testing;

import dev.dialogporten.auth.dev.DevIssuer;
import dev.dialogporten.auth.dev.DevTokenRequest;
import dev.dialogporten.dialog.Scope;
import java.util.ArrayList;
import java.util.List;

/** Bearer tokens the service under test believes. */
public final class Tokens {
  private final DevIssuer issuer;

  Tokens(DevIssuer issuer) {
    this.issuer = issuer;
  }

  /** Every ordinary scope of a service owner; not admin, correspondence or legacy HTML. */
  public String of(ServiceOwner owner) {
    return mint(request(owner));
  }

  /** The ordinary scopes and more; see {@link Scope}. */
  public String of(ServiceOwner owner, String... more) {
    List<String> scopes = new ArrayList<>(DevTokenRequest.SERVICE_OWNER_SCOPES);
    scopes.addAll(List.of(more));
    return mint(request(owner).withScopes(scopes));
  }

  /** Exactly these scopes. */
  public String withOnly(ServiceOwner owner, String... scopes) {
    return mint(request(owner).withScopes(List.of(scopes)));
  }

  /** Any other wish. */
  public String mint(DevTokenRequest request) {
    return issuer.mint(request);
  }

  private static DevTokenRequest request(ServiceOwner owner) {
    return DevTokenRequest.of(owner.organizationNumber(), owner.organizationCode());
  }
}
