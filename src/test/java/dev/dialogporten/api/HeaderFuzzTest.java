package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.config.HttpSettings.EtagForm;
import dev.dialogporten.http.exchange.Preconditions;
import dev.dialogporten.http.exchange.TraceContext;
import dev.dialogporten.http.exchange.Values;
import dev.dialogporten.testing.Fuzz;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in a header field or a parameter: it is read, or it is not; nothing is thrown.
 */
class HeaderFuzzTest {
  private static final UUID ID = UUID.fromString("0194d0aa-5b1c-7c3e-9f21-0242ac120002");

  @Test
  void entityTags() {
    Preconditions preconditions = Preconditions.of(EtagForm.QUOTED);
    Fuzz.of("\"" + ID + "\"", ID.toString(), "*", "W/\"" + ID + "\"", "\"a\", \"b\"", "")
        .run(
            20_000,
            text -> {
              Preconditions.ifMatch(List.of(text));
              Preconditions.ifMatch(List.of(preconditions.etag(ID), text));
              Preconditions.isNoneMatchFulfilled(List.of(text), ID);
            });
  }

  @Test
  void traceparent() {
    Fuzz.of("00-7f0e1c5b6c2f4a7d9d3b1f2a4c5e6f70-1122334455667788-01")
        .run(
            20_000,
            text -> assertThat(TraceContext.traceId(text)).matches("[0-9a-f]{2}-[0-9a-f-]{0,60}"));
  }

  @Test
  void parameterValues() {
    Fuzz.of(ID.toString(), "{" + ID + "}", ID.toString().replace("-", ""), "true", "17", "a,b", "")
        .run(
            20_000,
            text -> {
              Values.uuid(text);
              Values.bool(text);
              Values.integer(text);
              Values.instant(text);
              Values.constant(text, EtagForm.class, Enum::ordinal);
              assertThat(Values.list(List.of(text))).doesNotContainNull();
            });
    Fuzz.of("[\"a\",\"b\"]", "[1,null,{}]", "[[]]").run(5000, text -> Values.list(List.of(text)));
  }
}
