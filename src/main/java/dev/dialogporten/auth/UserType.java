package dev.dialogporten.auth;

/** What kind of user a token stands for; decided once, from its claims. */
public enum UserType {
  Unknown,
  Person,
  SystemUser,
  ServiceOwner,
  /** A service owner's token, the call being made for one person. */
  ServiceOwnerOnBehalfOfPerson,
  IdportenEmailIdentifiedUser
}
