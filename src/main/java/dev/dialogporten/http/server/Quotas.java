package dev.dialogporten.http.server;

import dev.dialogporten.config.LimitSettings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The quotas of all organisations on this node. One each for those the registry knows, so that
 * their number is bounded, and one for all others together. Safe to use from any thread.
 */
public final class Quotas {
  /** Three of the largest bodies; with little memory an eighth of it. */
  private static final long MAX_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

  private final LimitSettings limits;
  private final Predicate<String> registered;
  private final Refusals refusals;
  private final Map<String, Quota> known = new ConcurrentHashMap<>();
  private final Quota others;

  /**
   * @param registered whether the registry knows the organisation with a number
   */
  public Quotas(LimitSettings limits, Predicate<String> registered, Refusals refusals) {
    this.limits = limits;
    this.registered = registered;
    this.refusals = refusals;
    this.others = new Quota("Organisations that are not registered", limits, MAX_BYTES, refusals);
  }

  /** Where they are counted, and the refusals of verticles too. */
  public Refusals refusals() {
    return refusals;
  }

  Quota of(String organizationNumber) {
    Quota quota = known.get(organizationNumber);
    if (quota != null) {
      return quota;
    }
    return registered.test(organizationNumber)
        ? known.computeIfAbsent(
            organizationNumber,
            number -> new Quota("Organisation " + number, limits, MAX_BYTES, refusals))
        : others;
  }
}
