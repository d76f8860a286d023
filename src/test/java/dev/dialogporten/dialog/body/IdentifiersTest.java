package dev.dialogporten.dialog.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.value.Parties;
import dev.dialogporten.dialog.value.Uuids;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

  @ParameterizedTest
  @CsvSource({
    "urn:altinn:organization:identifier-no:991825827,"
        + " urn:altinn:organization:identifier-no:991825827",
    "urn:altinn:person:identifier-no:08844397713, urn:altinn:person:identifier-no:08844397713",
    "urn:altinn:person:legacy-selfidentified:Some.User,"
        + " urn:altinn:person:legacy-selfidentified:some.user",
    "urn:altinn:person:legacy-selfidentified:a%20b, urn:altinn:person:legacy-selfidentified:a%20b",
    "urn:altinn:person:idporten-email:Kari@Example.COM,"
        + " urn:altinn:person:idporten-email:kari@example.com",
    "urn:altinn:person:idporten-email:a+b@x.no, urn:altinn:person:idporten-email:a+b@x.no",
    "urn:altinn:person:idporten-email:a%40x.no, urn:altinn:person:idporten-email:a%40x.no"
  })
  void party_valid(String identifier, String normalized) {
    assertThat(Parties.normalized(identifier)).contains(normalized);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "991825827",
        "urn:altinn:organization:identifier-no:",
        "urn:altinn:organization:identifier-no:991825828",
        "urn:altinn:organization:identifier-no:99182582",
        "urn:altinn:organization:identifier-no:9918258277",
        "urn:altinn:organization:identifier-no:99182582x",
        "urn:altinn:organization:identifier-no:٩٩١٨٢٥٨٢٧",
        "URN:altinn:organization:identifier-no:991825827",
        "urn:altinn:Organization:identifier-no:991825827",
        " urn:altinn:organization:identifier-no:991825827",
        "urn:altinn:person:identifier-no:08844397723",
        "urn:altinn:person:identifier-no:08844397714",
        "urn:altinn:person:identifier-no:8844397713",
        "urn:altinn:person:legacy-selfidentified:",
        "urn:altinn:person:legacy-selfidentified:%20",
        "urn:altinn:person:legacy-selfidentified:a b",
        "urn:altinn:person:legacy-selfidentified:%zz",
        "urn:altinn:person:idporten-email:kari",
        "urn:altinn:person:idporten-email:@x.no",
        "urn:altinn:person:idporten-email:a@x",
        "urn:altinn:person:idporten-email:a@.no",
        "urn:altinn:person:idporten-email:a@x.",
        "urn:altinn:person:idporten-email:a@b@x.no",
        "urn:altinn:person:idporten-email:a%20b@x.no",
        "urn:altinn:systemuser:uuid:0194d0aa-5b1c-7c3e-9f21-0242ac120002",
        "urn:altinn:feide-subject:0123456789"
      })
  void party_invalid(String identifier) {
    assertThat(Parties.normalized(identifier)).isEmpty();
  }

  /** A sum of 1 modulo 11 leaves 10, for which there is no digit; one of 0 leaves the digit 0. */
  @ParameterizedTest
  @CsvSource({
    "000000000, true",
    "100000008, true",
    "000000051, true",
    "000000061, false",
    "000000060, false"
  })
  void organizationNumber_checkDigit(String number, boolean valid) {
    assertThat(Parties.isOrganizationNumber(number)).isEqualTo(valid);
  }

  /** The first check digit may leave 0 to 3 in numbers issued from 2032; the second leaves 0. */
  @ParameterizedTest
  @CsvSource({
    "08844397713, true, remainder 0",
    "30108299939, true, remainder 1",
    "02013299903, true, remainder 2",
    "70108299922, true, a D-number",
    "30908299902, true, synthetic",
    "30108299963, false, remainder 4",
    "30108299938, false, second check digit",
    "30108299949, false, second check digit"
  })
  void personalNumber_checkDigits(String number, boolean valid, String why) {
    assertThat(Parties.isPersonalNumber(number)).as(why).isEqualTo(valid);
    assertThat(Parties.isValid(Parties.PERSON + number)).as(why).isEqualTo(valid);
  }

  @Test
  void uuid_version7() {
    UUID id = UUID.fromString("0194d0aa-5b1c-7c3e-9f21-0242ac120002");
    assertThat(Uuids.isVersion7(id)).isTrue();
    assertThat(Uuids.timestamp(id)).isEqualTo(Instant.ofEpochMilli(0x0194d0aa5b1cL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000-0000-0000-0000-000000000000",
        "5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11",
        "aad09401-1c5b-3e7c-9f21-0242ac120002",
        "0194d0aa-5b1c-7c3e-1f21-0242ac120002",
        "0194d0aa-5b1c-7c3e-df21-0242ac120002",
        "ffffffff-ffff-ffff-ffff-ffffffffffff"
      })
  void uuid_notVersion7(String text) {
    assertThat(Uuids.isVersion7(UUID.fromString(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "0194d0aa5b1c7c3e9f210242ac120002",
        "{0194d0aa-5b1c-7c3e-9f21-0242ac120002}",
        "0194d0aa-5b1c-7c3e-9f21-0242ac12000g",
        "0194d0aa-5b1c-7c3e-9f210-242ac120002",
        "0194d0aa-5b1c-7c3e-9f21-0242ac120002 "
      })
  void uuid_unreadable(String text) {
    assertThat(Uuids.parse(text)).isEmpty();
  }
}
