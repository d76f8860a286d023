package dev.dialogporten.dialog.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.body.DialogBodies;
import dev.dialogporten.dialog.command.DialogCommand.CreateDialog;
import dev.dialogporten.dialog.outcome.Decision;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that clients chose so that their hash codes are equal take about as long as any others. */
class CollidingKeysTest {
  /** Processor time: whatever else runs on the machine does not count. */
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  private static final int COUNT = 8000;

  /** What a client names things by. */
  private enum Key {
    ATTACHMENT("attachments"),
    TRANSMISSION("transmissions"),
    TAG("searchTags"),
    MEMBER("unknown");

    private final String member;

    Key(String member) {
      this.member = member;
    }
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void create_withKeysOfOneHashCode(Key key) {
    create(key, i -> ordinary(key, i)); // loads and compiles
    long ordinary = quickest(key, i -> ordinary(key, i));
    long colliding = quickest(key, i -> colliding(key, i));
    System.out.printf("%s: %,d us, colliding %,d us%n", key, ordinary / 1000, colliding / 1000);
    assertThat((double) colliding / ordinary).isLessThan(12);
  }

  /** Of three: what disturbs a run, such as a collection or the compiler, disturbs not all. */
  private static long quickest(Key key, IntFunction<String> keys) {
    return LongStream.generate(() -> create(key, keys)).limit(3).min().orElseThrow();
  }

  private static long create(Key key, IntFunction<String> keys) {
    World world = new World();
    ObjectNode raw =
        (ObjectNode)
            World.json(
                "{serviceResource:'"
                    + World.RESOURCE
                    + "',party:'"
                    + World.PARTY
                    + "',content:{title:{value:[{value:'T',languageCode:'nb'}]},"
                    + "summary:{value:[{value:'S',languageCode:'nb'}]}}}");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      names.add(keys.apply(i));
    }
    long start = THREAD.getCurrentThreadCpuTime();
    if (key == Key.MEMBER) {
      names.forEach(name -> raw.put(name, 1));
    } else {
      ArrayNode list = raw.putArray(key.member);
      names.forEach(name -> fill(key, list.addObject(), name));
    }
    Decision decision =
        Decisions.decide(
            null,
            new CreateDialog(world.newId(), World.OWNER, DialogBodies.create(raw), false),
            world.context());
    long taken = THREAD.getCurrentThreadCpuTime() - start;
    assertThat(decision).isInstanceOf(Decision.Write.class);
    return taken;
  }

  private static void fill(Key key, ObjectNode element, String name) {
    switch (key) {
      case TAG -> element.put("value", name);
      case ATTACHMENT ->
          element
              .put("id", name)
              .putArray("urls")
              .addObject()
              .put("url", "https://example.com")
              .put("consumerType", "Gui");
      default ->
          element
              .put("id", name)
              .put("type", "Information")
              .setAll(
                  (ObjectNode)
                      World.json(
                          "{sender:{actorType:'ServiceOwner'},"
                              + "content:{title:{value:[{value:'T',languageCode:'nb'}]},"
                              + "summary:{value:[{value:'S',languageCode:'nb'}]}}}"));
    }
  }

  private static String ordinary(Key key, int i) {
    return key == Key.TAG || key == Key.MEMBER
        ? String.format("%024d", i)
        : id(i * 0x9E3779B97F4A7C15L);
  }

  /** Texts of "Aa" and "BB", which have the same hash code; ids whose halves cancel out. */
  private static String colliding(Key key, int i) {
    if (key == Key.TAG || key == Key.MEMBER) {
      StringBuilder text = new StringBuilder();
      for (int bit = 0; bit < 13; bit++) {
        // as tags are compared in lower case: "b1" and "aP" would do as well as "ao" and "bP"
        text.append((i >> bit & 1) == 0 ? "a~" : "b_");
      }
      return text.toString();
    }
    return id((long) i << 32 | i);
  }

  private static String id(long low) {
    return new UUID(
            0x019000000000L << 16 | 0x7000L, low & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L)
        .toString();
  }
}
