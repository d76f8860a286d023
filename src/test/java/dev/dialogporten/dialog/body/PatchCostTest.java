package dev.dialogporten.dialog.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused, and that nothing that is not takes long for what it is. */
class PatchCostTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Processor time: whatever else runs on the machine does not count. */
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

  private static final int OPERATIONS = 10_000;
  private static final int ELEMENTS = 20_000;

  /** Every operation at every kind of place: member, element, end, front, nested, list, root. */
  private static final List<String> PATCHES =
      List.of(
          "{'op':'add','path':'/searchTags/0','value':{'value':'x'}}",
          "{'op':'add','path':'/searchTags/-','value':{'value':'x'}}",
          "{'op':'add','path':'/attachments/0/urls/0','value':{'url':'https://a.no','consumerType':'Gui'}}",
          "{'op':'add','path':'/extendedStatus','value':'x'}",
          "{'op':'add','path':'/searchTags','value':[]}",
          "{'op':'remove','path':'/searchTags/0'}",
          "{'op':'remove','path':'/searchTags/-'}",
          "{'op':'remove','path':'/attachments/0/urls/0'}",
          "{'op':'remove','path':'/extendedStatus'}",
          "{'op':'replace','path':'/searchTags/10000','value':{'value':'x'}}",
          "{'op':'replace','path':'/searchTags/-','value':{'value':'x'}}",
          "{'op':'replace','path':'/attachments/0/urls/5/url','value':'https://b.no'}",
          "{'op':'replace','path':'/searchTags','value':[]}",
          "{'op':'move','from':'/attachments/0','path':'/attachments/-'}",
          "{'op':'move','from':'/attachments/0','path':'/attachments/1'}",
          "{'op':'move','from':'/attachments/0/urls/0','path':'/attachments/0/urls/-'}",
          "{'op':'move','from':'/attachments/0/urls','path':'/attachments/1/urls'}",
          "{'op':'move','from':'/searchTags/19999','path':'/searchTags/0'}",
          "{'op':'move','from':'/searchTags/0','path':'/searchTags/-'}",
          "{'op':'move','from':'/externalReference','path':'/extendedStatus'}",
          "{'op':'copy','from':'/attachments/0','path':'/attachments/-'}",
          "{'op':'copy','from':'/attachments/0/urls','path':'/attachments/1/urls'}",
          "{'op':'copy','from':'/searchTags/0','path':'/searchTags/0'}",
          "{'op':'copy','from':'/searchTags','path':'/searchTags'}",
          "{'op':'copy','from':'','path':''}",
          "{'op':'test','path':'/attachments','value':[]}",
          "{'op':'test','path':'/attachments/0/urls/7/url','value':'https://example.com/7'}",
          "{'op':'test','path':'','value':{}}",
          "{'op':'test','path':'/attachments/0/urls/-','value':{}}");

  /**
   * Ten thousand of each, on a dialog of a megabyte, against the dearest patch there is room for:
   * one that goes once through all that it may. A ratio, for machines differ; the slack is for what
   * else runs on them.
   */
  @Test
  void time_isBoundedByWeight() {
    ObjectNode target = target();
    String yardstick = "{'op':'copy','from':'/attachments/0','path':'/attachments/-'}";
    PATCHES.forEach(operation -> run(target, operation, 10)); // loads and compiles
    long most = run(target, yardstick, OPERATIONS);
    for (String operation : PATCHES) {
      long taken = run(target, operation, OPERATIONS);
      System.out.printf(
          "%,9d us  %5.2f of the dearest  %s%n", taken / 1000, (double) taken / most, operation);
      assertThat((double) taken / most).as(operation).isLessThan(8);
    }
  }

  @Test
  void apply_tooCostly_namesLimitAndCost() {
    try {
      apply(target(), "{'op':'copy','from':'/attachments/0','path':'/attachments/-'}", 200);
      throw new AssertionError("applied");
    } catch (ProblemException refused) {
      assertThat(refused.problem().type()).isEqualTo(ProblemType.PATCH_TOO_COSTLY);
      assertThat(refused.problem().errors().get("patch").get(0))
          .contains(Integer.toString(PatchCost.LIMIT))
          .containsPattern("cost \\d{8,} or more");
    }
  }

  /** Moving within lists of the same kind converts nothing: it costs what shifting costs. */
  @Test
  void apply_movesOfALargeElement() {
    ObjectNode target = target();
    assertThat(
            refusal(target, "{'op':'move','from':'/attachments/0','path':'/attachments/-'}", 200))
        .isNull();
  }

  private static long run(ObjectNode target, String operation, int times) {
    PatchDocument patch = patch(operation, times);
    long start = THREAD.getCurrentThreadCpuTime();
    try {
      patch.apply(target);
    } catch (ProblemException refused) {
      // costs what it costs until then
    }
    return THREAD.getCurrentThreadCpuTime() - start;
  }

  private static ProblemType refusal(ObjectNode target, String operation, int times) {
    try {
      apply(target, operation, times);
      return null;
    } catch (ProblemException refused) {
      return refused.problem().type();
    }
  }

  private static void apply(ObjectNode target, String operation, int times) {
    patch(operation, times).apply(target);
  }

  private static PatchDocument patch(String operation, int times) {
    ArrayNode operations = MAPPER.createArrayNode();
    for (int i = 0; i < times; i++) {
      operations.add(Samples.json(operation.replace('\'', '"')));
    }
    return PatchDocument.parse(operations);
  }

  private static ObjectNode target() {
    ObjectNode target = MAPPER.createObjectNode().put("externalReference", "r");
    ArrayNode tags = target.putArray("searchTags");
    ArrayNode urls = target.putArray("attachments").addObject().putArray("urls");
    target.withArray("attachments").addObject().putArray("urls");
    for (int i = 0; i < ELEMENTS; i++) {
      tags.addObject().put("value", "tag " + i);
      urls.addObject().put("url", "https://example.com/" + i).put("consumerType", "Gui");
    }
    return target;
  }
}
