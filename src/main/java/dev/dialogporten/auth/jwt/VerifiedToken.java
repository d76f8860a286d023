package dev.dialogporten.auth.jwt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Claims of a token whose signature, issuer and times are good.
 *
 * @param claims to be read only
 * @param refusedFrom from this instant on the token is no longer valid
 */
public record VerifiedToken(ObjectNode claims, Instant refusedFrom) {
  @Override
  public String toString() {
    return "VerifiedToken[until " + refusedFrom + "]";
  }
}
