package dev.dialogporten.dialog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.EndUserAccess.Grant;
import dev.dialogporten.dialog.search.Reach.Pair;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachTest {
  private static final List<Grant> GRANTS =
      List.of(new Grant("a", Set.of()), new Grant("b", Set.of("r1", "r2")));

  @Test
  void of_nothingAskedFor_isAllGrants() {
    Reach reach = Reach.of(GRANTS, List.of(), List.of());

    assertThat(reach.parties()).containsExactly("a");
    assertThat(reach.pairs()).containsExactlyInAnyOrder(new Pair("b", "r1"), new Pair("b", "r2"));
  }

  @Test
  void of_party_leavesOutOthers() {
    assertThat(Reach.of(GRANTS, List.of("b"), List.of("r2")))
        .isEqualTo(new Reach(List.of(), List.of(new Pair("b", "r2")), List.of()));
  }

  @Test
  void of_anyParty_isByResourceAlone() {
    List<Grant> grants =
        List.of(new Grant("a", Set.of()), new Grant("*", Set.of("r1", "r2", "r3")));
    Reach reach = Reach.of(grants, List.of("a", "c"), List.of("r1", "r3"));
    assertThat(reach.parties()).containsExactly("a");
    assertThat(reach.serviceResources()).containsExactlyInAnyOrder("r1", "r3");
    assertThat(reach.allParties()).isEmpty();
    assertThat(Reach.of(grants, List.of("c"), List.of("r4")).isNothing()).isTrue();
  }

  @Test
  void of_anyPartyAndResource_isEverything() {
    List<Grant> grants = List.of(new Grant("a", Set.of("r1")), new Grant("*", Set.of()));
    assertThat(Reach.of(grants, List.of("c"), List.of("r4"))).isNull();
  }

  @Test
  void of_partyWithoutGrant_isNothing() {
    assertThat(Reach.of(GRANTS, List.of("c"), List.of()).isNothing()).isTrue();
    assertThat(Reach.of(GRANTS, List.of("b"), List.of("r3")).isNothing()).isTrue();
    assertThat(Reach.of(List.of(), List.of(), List.of("r1")).isNothing()).isTrue();
  }
}
