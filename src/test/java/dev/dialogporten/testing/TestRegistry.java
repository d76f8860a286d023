package dev.dialogporten.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A registry file with many service owners, so that each test can have one of its own. */
final class TestRegistry {
  private static final int COUNT = 2000;

  static final List<ServiceOwner> OWNERS = owners();
  static final Path FILE = write();

  private TestRegistry() {}

  private static List<ServiceOwner> owners() {
    List<ServiceOwner> owners = new ArrayList<>();
    for (int i = 0; owners.size() < COUNT; i++) {
      String number = organizationNumber(31_000_000 + i);
      if (number != null) {
        owners.add(new ServiceOwner(number, "t" + owners.size()));
      }
    }
    return List.copyOf(owners);
  }

  /** Eight digits and their control digit by modulus 11; null when there is none. */
  static String organizationNumber(int first) {
    int[] weights = {3, 2, 7, 6, 5, 4, 3, 2};
    String digits = String.format("%08d", first);
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * Character.digit(digits.charAt(i), 10);
    }
    int control = (11 - sum % 11) % 11;
    return control == 10 ? null : digits + control;
  }

  private static Path write() {
    JsonArray resources = new JsonArray();
    for (ServiceOwner owner : OWNERS) {
      resources.add(resource(owner, owner.resource(), "GenericAccessResource"));
      resources.add(resource(owner, owner.otherResource(), "AltinnApp"));
      resources.add(resource(owner, owner.correspondence(), "CorrespondenceService"));
    }
    try {
      Path file = Files.createTempFile("registry", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(file, resources.encode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject resource(ServiceOwner owner, String id, String type) {
    return new JsonObject()
        .put("id", id)
        .put("resourceType", type)
        .put("orgNumber", owner.organizationNumber())
        .put("orgCode", owner.organizationCode())
        .put("minimumAuthenticationLevel", 3)
        .put("title", new JsonObject().put("nb", "Tjeneste for " + owner.organizationCode()));
  }
}
