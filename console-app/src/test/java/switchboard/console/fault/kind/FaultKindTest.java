package switchboard.console.fault.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import switchboard.console.platform.Role;
import switchboard.console.platform.capability.BackendFaults;
import switchboard.console.platform.capability.Pausing;

/** What every kind says of itself, and what a window makes its controls of. */
class FaultKindTest {
  private static final List<FaultKind> KINDS = FaultKind.all();

  @SuppressWarnings("UnusedVariable") // Tests name it as the source of their parameters.
  private static final List<Parameter> PARAMETERS =
      Stream.concat(
              KINDS.stream().flatMap(kind -> kind.parameters().stream()),
              Stream.of(FaultKind.DURATION))
          .toList();

  @Test
  void namesAndTitlesAreDistinct() {
    for (Function<FaultKind, String> text :
        List.<Function<FaultKind, String>>of(
            FaultKind::name, FaultKind::title, FaultKind::description)) {
      assertThat(KINDS.stream().map(text)).doesNotHaveDuplicates().noneMatch(String::isBlank);
    }
    assertThat(FaultKind.named("slow")).contains(Slow.KIND);
    assertThat(FaultKind.named("fast")).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void presetsMakeAFault(FaultKind kind) {
    var fault = kind.on("backend-2");

    assertThat(fault.kind()).isEqualTo(kind.name());
    assertThat(fault.headline()).contains("backend-2");
    assertThat(fault.mark()).contains("backend-2");
    assertThat(kind.undoneBy()).endsWith(".");
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void amountsAreReadAsTheyAreWritten(FaultKind kind) {
    for (double position : new double[] {0, 0.3, 0.7, 1}) {
      var amounts = Amounts.PRESET;
      for (var parameter : kind.parameters()) {
        amounts = amounts.with(parameter, parameter.value(position));
      }
      if (!kind.parameters().isEmpty()) {
        assertThat(kind.text(kind.parse(kind.text(amounts)))).isEqualTo(kind.text(amounts));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("PARAMETERS")
  void sliderGoesFromTheLeastToTheMostAndNeverBack(Parameter parameter) {
    var values = IntStream.rangeClosed(0, 100).mapToObj(i -> parameter.value(i / 100.0)).toList();

    assertThat(values.getFirst()).isEqualTo(parameter.least());
    assertThat(values.getLast()).isEqualTo(parameter.most());
    assertThat(values).isSorted();
    assertThat(values.stream().distinct().count()).as("steps that differ").isGreaterThan(30);
  }

  @ParameterizedTest
  @FieldSource("PARAMETERS")
  void sliderStandsWhereTheValueIs(Parameter parameter) {
    var position = parameter.position(parameter.preset());

    assertThat(position).isBetween(0.0, 1.0);
    assertThat(parameter.value(position))
        .isCloseTo(parameter.preset(), within(Math.abs(parameter.preset()) * 0.06));
  }

  @Test
  void strengthIsThatOfTheMainParameterOrTheDuration() {
    assertThat(KINDS.stream().collect(Collectors.toMap(FaultKind::name, FaultKind::strength)))
        .containsEntry("kill", "")
        .containsEntry("freeze", "10 s")
        .containsEntry("slow", "200 ms")
        .containsEntry("errors", "20 %")
        .containsEntry("burn", "0.5 cores")
        .containsEntry("fill", "200 MiB")
        .containsEntry("skew", "+5 s");
    assertThat(Slow.KIND.parameters().get(1).words(0.05)).isEqualTo("± 50 ms");
    assertThat(FaultKind.DURATION.words(600)).isEqualTo("10 min");
  }

  @Test
  void actionNamesItsTargetsAndItsDuration() {
    assertThat(Burn.KIND.on("backend-2").action()).isEqualTo("Burn CPU on backend-2 for 10 s");
    assertThat(
            InjectedFault.action(
                Stream.of("backend-1", "backend-2", "backend-3").map(Kill::new).toList()))
        .isEqualTo("Kill backend-1, backend-2 and backend-3");
  }

  @Test
  void parameterOfAnotherKindIsRefused() {
    var cores = Burn.KIND.parameters().getFirst();

    assertThatThrownBy(
            () -> Slow.KIND.on("backend-1", Amounts.PRESET.with(cores, 1), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("slow: there is no cores");
  }

  @Test
  void valueThatIsNoNumberIsOutOfRange() {
    var cores = Burn.KIND.parameters().getFirst();

    assertThatThrownBy(
            () ->
                Burn.KIND.on("backend-1", Amounts.PRESET.with(cores, Double.NaN), Optional.empty()))
        .hasMessage("burn: the cores is 0.05 to 64");
  }

  @Test
  void freezeIsTheEnginesWhereItCanPauseAndElseTheReplicas() {
    assertThat(Freeze.KIND.way(Role.BACKEND, can -> true).orElseThrow().capability())
        .contains(Pausing.class);
    assertThat(
            Freeze.KIND
                .way(Role.BACKEND, can -> can == BackendFaults.class)
                .orElseThrow()
                .capability())
        .contains(BackendFaults.class);
    assertThat(Freeze.KIND.way(Role.STORE, can -> can == BackendFaults.class)).isEmpty();
  }

  @Test
  void onlyKillAndFreezeAreOfTheStoreAndTheGateway() {
    for (var role : List.of(Role.STORE, Role.GATEWAY)) {
      assertThat(KINDS.stream().filter(kind -> kind.isOf(role)).map(FaultKind::name))
          .containsExactly("kill", "freeze");
    }
    assertThat(KINDS).allMatch(kind -> kind.isOf(Role.BACKEND));
    assertThat(KINDS).noneMatch(kind -> kind.isOf(Role.SIMULATOR));
  }

  @Test
  void replicaIsAskedInItsOwnWords() {
    var lasts = Optional.of(Duration.ofSeconds(5));
    var asked =
        KINDS.stream()
            .map(kind -> kind.lasting() ? kind.on("b", Amounts.PRESET, lasts, 7) : kind.on("b"))
            .filter(ReplicaFault.class::isInstance)
            .map(fault -> ((ReplicaFault) fault).asked())
            .collect(Collectors.toMap(fault -> fault.kind(), fault -> fault.fields()));

    assertThat(asked)
        .containsOnlyKeys("slow", "errors", "cutStore", "burnCpu", "fillMemory", "skewClock");
    assertThat(asked.get("slow"))
        .containsEntry("delayMillis", 200L)
        .containsEntry("jitterMillis", 0L)
        .containsEntry("percent", 100.0)
        .containsEntry("seed", 7);
    assertThat(asked.get("errors")).containsEntry("percent", 20.0).containsEntry("seed", 7);
    assertThat(asked.get("burnCpu")).containsEntry("cores", 0.5);
    assertThat(asked.get("fillMemory")).containsEntry("bytes", 200L << 20);
    assertThat(asked.get("skewClock")).containsEntry("offsetMillis", 5_000L);
  }
}
