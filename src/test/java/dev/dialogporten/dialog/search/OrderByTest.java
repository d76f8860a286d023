package dev.dialogporten.dialog.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderByTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contentUpdatedAt                | contentupdatedat_desc,id_desc",
        "createdAt_asc                   | createdat_asc,id_desc",
        "createdAt_asc,dueAt_asc         | createdat_asc,dueat_asc,id_desc",
        "id_asc                          | contentupdatedat_desc,id_asc",
        "id                              | contentupdatedat_desc,id_desc",
        "id_asc,dueAt                    | dueat_desc,id_asc",
        "UPDATEDAT_Asc , ID_ASC          | updatedat_asc,id_asc",
        "createdAt _ asc                 | createdat_asc,id_desc",
        "createdAt,,updatedAt,           | createdat_desc,updatedat_desc,id_desc",
        "dueAt,createdAt,updatedAt,contentUpdatedAt,id |"
            + " dueat_desc,createdat_desc,updatedat_desc,contentupdatedat_desc,id_desc",
      })
  void parse_valid(String text, String effective) {
    assertThat(OrderBy.parse(text).orElseThrow().text()).isEqualTo(effective);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "foo",
        "createdAt_up",
        "createdAt_",
        "_asc",
        "createdAt_asc_desc",
        "createdAt,createdAt",
        "createdAt_asc,CREATEDAT_desc",
        "id,id_asc",
        "createdAt;id"
      })
  void parse_invalid(String text) {
    assertThat(OrderBy.parse(text)).isEmpty();
  }
}
