package dev.dialogporten.auth;

import dev.dialogporten.dialog.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What an endpoint demands of the token that asks for it. */
public enum Policy {
  /** No token is needed. */
  OPEN(Set.of(), List.of()),
  SERVICE_PROVIDER(Types.SERVICE_OWNERS, List.of(Scope.SERVICE_PROVIDER)),
  SEARCH(Types.SERVICE_OWNERS, List.of(Scope.SERVICE_PROVIDER, Scope.SEARCH)),
  CHANGE_TRANSMISSIONS(Set.of(), List.of(Scope.SERVICE_PROVIDER, Scope.CHANGE_TRANSMISSIONS)),
  ADMIN(Set.of(UserType.ServiceOwner), List.of(Scope.SERVICE_PROVIDER, Scope.ADMIN)),
  NOTIFICATION_CHECK(Set.of(), List.of(Scope.NOTIFICATION_CONDITION_CHECK)),
  /** The feed of a service owner's own changes. */
  OWNER_FEED(Types.SERVICE_OWNERS, List.of(Scope.SERVICE_PROVIDER));

  @SuppressWarnings("ImmutableEnumChecker") // made with Set.of
  private final Set<UserType> userTypes;

  @SuppressWarnings("ImmutableEnumChecker") // made with List.of
  private final List<String> scopes;

  Policy(Set<UserType> userTypes, List<String> scopes) {
    this.userTypes = userTypes;
    this.scopes = scopes;
  }

  /** Every scope a token must have, the least special first. */
  public List<String> scopes() {
    return scopes;
  }

  /** The scopes are there, and the token names its organisation. */
  public boolean isFulfilledBy(Principal principal) {
    return this == OPEN || (principal.caller() != null && principal.scopes().containsAll(scopes));
  }

  /** Whether users of this type may ask at all; asked after {@link #isFulfilledBy}. */
  public boolean permits(UserType type) {
    return userTypes.isEmpty() || userTypes.contains(type);
  }

  /** The permitted types by name, comma-separated, for the text of a refusal. */
  public String permittedTypes() {
    return String.join(
        ", ", Arrays.stream(UserType.values()).filter(this::permits).map(UserType::name).toList());
  }

  private static final class Types {
    static final Set<UserType> SERVICE_OWNERS =
        Set.of(UserType.ServiceOwner, UserType.ServiceOwnerOnBehalfOfPerson);
  }
}
