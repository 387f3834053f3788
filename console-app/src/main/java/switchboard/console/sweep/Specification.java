package switchboard.console.sweep;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.util.List;
import switchboard.console.Build;
import switchboard.console.load.LoadPlan;
import switchboard.console.sweep.search.Weights;
import switchboard.console.text.Durations;
import switchboard.console.verdict.Objective;

/**
 * What a sweep is asked for, but its seed; its fields are those of the JSON file. Sweeps of the
 * same one continue each other.
 *
 * @param version of this console: another one may measure otherwise
 * @param machine that the console runs on, as far as another one would measure otherwise
 * @param platform its id
 * @param search "adaptive" or "grid"
 */
public record Specification(
    String version,
    String machine,
    String platform,
    List<Integer> replicas,
    List<Double> cpuCores,
    List<Long> memoryBytes,
    Weights weights,
    LoadPlan load,
    List<String> objectives,
    boolean quietMachine,
    boolean kill,
    String search,
    String warmUp,
    String duration) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  static Specification of(String platform, SweepPlan plan) throws IOException {
    return new Specification(
        Build.nameAndNumber(),
        Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.arch"),
        platform,
        plan.space().replicas(),
        plan.space().cpus(),
        plan.space().memoryBytes(),
        plan.weights(),
        plan.load(),
        plan.criteria().objectives().all().stream().map(Objective::text).toList(),
        plan.criteria().quietMachine(),
        plan.kill(),
        plan.adaptive() ? "adaptive" : "grid",
        Durations.text(plan.warmUp()),
        Durations.text(plan.duration()));
  }

  String toJson() {
    return GSON.toJson(this);
  }
}
