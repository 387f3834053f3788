package switchboard.console.settings;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import switchboard.console.platform.ReplicaHeap;
import switchboard.console.platform.WellKnownPorts;

/**
 * The settings of the console.
 *
 * @param ports of what runs on this machine, from its next launch on
 * @param heap of replicas on this machine, from its next launch on
 * @param scrapes from the next launch on
 * @param past with which the charts begin
 * @param asked what is done only after a question
 * @param place empty for the usual size in the middle of the screen
 */
public record Settings(
    ThemePreference look,
    SecondInstancePolicy secondStart,
    WellKnownPorts ports,
    ReplicaHeap heap,
    ScrapeInterval scrapes,
    ChartRange past,
    Set<ConfirmableAction> asked,
    DataFolder folder,
    Optional<WindowBounds> place) {
  public static final Settings DEFAULT =
      new Settings(
          ThemePreference.DARK,
          SecondInstancePolicy.SHOW,
          WellKnownPorts.DEFAULT,
          ReplicaHeap.DEFAULT,
          ScrapeInterval.DEFAULT,
          ChartRange.AUTOMATIC,
          Set.of(),
          DataFolder.DEFAULT,
          Optional.empty());

  public Settings {
    Objects.requireNonNull(look);
    Objects.requireNonNull(secondStart);
    Objects.requireNonNull(ports);
    Objects.requireNonNull(heap);
    Objects.requireNonNull(scrapes);
    Objects.requireNonNull(past);
    asked = Set.copyOf(asked);
    Objects.requireNonNull(folder);
    Objects.requireNonNull(place);
  }

  public Settings withLook(ThemePreference chosen) {
    return new Settings(chosen, secondStart, ports, heap, scrapes, past, asked, folder, place);
  }

  public Settings withSecondStart(SecondInstancePolicy chosen) {
    return new Settings(look, chosen, ports, heap, scrapes, past, asked, folder, place);
  }

  public Settings withPorts(WellKnownPorts chosen) {
    return new Settings(look, secondStart, chosen, heap, scrapes, past, asked, folder, place);
  }

  public Settings withHeap(ReplicaHeap chosen) {
    return new Settings(look, secondStart, ports, chosen, scrapes, past, asked, folder, place);
  }

  public Settings withScrapes(ScrapeInterval chosen) {
    return new Settings(look, secondStart, ports, heap, chosen, past, asked, folder, place);
  }

  public Settings withPast(ChartRange chosen) {
    return new Settings(look, secondStart, ports, heap, scrapes, chosen, asked, folder, place);
  }

  public Settings withAsked(Set<ConfirmableAction> chosen) {
    return new Settings(look, secondStart, ports, heap, scrapes, past, chosen, folder, place);
  }

  public Settings withFolder(DataFolder chosen) {
    return new Settings(look, secondStart, ports, heap, scrapes, past, asked, chosen, place);
  }

  public Settings withPlace(WindowBounds chosen) {
    return new Settings(
        look, secondStart, ports, heap, scrapes, past, asked, folder, Optional.of(chosen));
  }
}
