package switchboard.console.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadSplitterTest {
  private static LoadPlan plan(int users, int roomSize) {
    return new LoadPlan(users, 100, 3, roomSize, 6);
  }

  private static List<Integer> users(int all, int roomSize, int simulators) {
    return LoadSplitter.of(plan(all, roomSize), simulators).stream().map(LoadPlan::users).toList();
  }

  @Test
  void usersAreSharedByWholeRoomsAndWhatIsLeftGoesWhereThereAreFewest() {
    assertThat(users(600, 50, 2)).containsExactly(300, 300);
    assertThat(users(600, 50, 5)).containsExactly(150, 150, 100, 100, 100);
    assertThat(users(520, 50, 3)).containsExactly(200, 170, 150);
    assertThat(users(30, 50, 3)).containsExactly(30, 0, 0);
    assertThat(users(0, 50, 3)).containsExactly(0, 0, 0);
  }

  @Test
  void roomsAreDividedOnlyWhereUsersWouldNotFitOtherwise() {
    assertThat(users(20_000, 700, 2)).containsExactly(10_000, 10_000);
    assertThat(users(20_000, 600, 2)).containsExactly(10_000, 10_000);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5"})
  void everyUserIsInOneShareAndNoShareIsLargerThanASimulatorTakes(int simulators) {
    for (var users = 0; users <= LoadPlan.MAX_USERS * simulators; users += 997) {
      for (var roomSize : new int[] {1, 7, 50, 333, 1_000}) {
        var shares = users(users, roomSize, simulators);

        assertThat(shares).allMatch(each -> each >= 0 && each <= LoadPlan.MAX_USERS);
        assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(users);
      }
    }
  }

  @Test
  void usersBeyondWhatFitsAreLeftOut() {
    assertThat(users(25_000, 50, 2)).containsExactly(10_000, 10_000);
  }

  @Test
  void oneSimulatorHasTheWholePlan() {
    assertThat(LoadSplitter.of(plan(777, 50), 1)).containsExactly(plan(777, 50));
  }

  @Test
  void usersDoTheSameEverywhereAndJoinAtTheWholesRate() {
    var shares = LoadSplitter.of(plan(600, 50), 3);

    assertThat(shares).extracting(LoadPlan::spawnRate).containsExactly(34, 33, 33);
    assertThat(shares).allMatch(each -> each.messagesPerUserPerMinute() == 3);
    assertThat(shares).allMatch(each -> each.readsPerUserPerMinute() == 6);
    assertThat(LoadSplitter.of(new LoadPlan(9, 1, 3, 50, 6), 3))
        .allMatch(each -> each.spawnRate() == 1);
  }
}
