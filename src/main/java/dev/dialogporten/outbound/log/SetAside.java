package dev.dialogporten.outbound.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One poisonous row never stops the line: a change or an event that this version cannot read,
 * derive or encode is left out, for every follower of the log; said once and counted. Safe to use
 * from any thread.
 */
public final class SetAside {
  private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

  /** Several followers meet the same row, some of them often. */
  private static final int MOST_KNOWN = 10_000;

  private final Cache<Object, Boolean> known =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

  private final Counter counter;

  public SetAside(MeterRegistry registry) {
    this.counter =
        Counter.builder("dialogporten.events.set.aside")
            .description("Changes and events left out because they cannot be read or encoded")
            .register(registry);
  }

  /**
   * @param place of the row, to tell it and to know it again
   * @return what is made of the row; the other when that is not possible
   */
  public <T> T unlessPoisonous(Object place, Supplier<T> making, T otherwise) {
    try {
      return making.get();
    } catch (RuntimeException failure) {
      if (known.asMap().putIfAbsent(place, true) == null) {
        counter.increment();
        LOG.error("The change at {} cannot be read and is left out for everybody", place, failure);
      }
      return otherwise;
    }
  }
}
