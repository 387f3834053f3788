package switchboard.console.ui.cockpit.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CardGridTest {
  @Test
  void cardsThatFitStandInOneRow() {
    assertThat(CardGrid.columns(5, 5 * 100 + 4 * 8, 100)).isEqualTo(5);
  }

  @Test
  void rowsAreEven() {
    assertThat(CardGrid.columns(6, 532, 100)).isEqualTo(3);
    assertThat(CardGrid.columns(7, 532, 100)).isEqualTo(4);
    assertThat(CardGrid.columns(10, 532, 100)).isEqualTo(5);
  }

  @Test
  void thereIsAlwaysOneColumn() {
    assertThat(CardGrid.columns(3, 20, 100)).isEqualTo(1);
  }
}
