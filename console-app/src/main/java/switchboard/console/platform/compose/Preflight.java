package switchboard.console.platform.compose;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.DockerEngine;
import switchboard.console.platform.compose.engine.EngineAddress;
import switchboard.console.platform.compose.engine.Installation;

/** Checks for what would make a launch fail half way, before anything is started. */
final class Preflight {
  private static final long NEEDED_BYTES = 1L << 30;
  private static final List<String> OWN_IMAGES =
      List.of("switchboard/chat-backend:0.1.0", "switchboard/simulator:0.1.0");

  private Preflight() {}

  /** The engine that the docker command would use, when it is on this machine. */
  static DockerEngine engine(Map<String, String> environment, Installation installation)
      throws IOException, InterruptedException, StepFailed {
    var address = EngineAddress.find(environment);
    engineIsHere(address);
    return DockerEngine.connect(address, installation);
  }

  /** The published ports are on the engine's loopback address, so it must be ours. */
  static void engineIsHere(EngineAddress address) throws StepFailed {
    if (!address.isLocal()) {
      throw new StepFailed(
          "Docker Engine is on another machine (" + address.uri() + ", " + address.origin() + ")",
          "Choose one on this machine: docker context use default.",
          "");
    }
  }

  /**
   * @param ports by the variable that sets each, as {@link ComposeConfig#ports} has them
   * @param held the ports that containers of the project already publish
   */
  static void portsAreFree(Map<String, String> ports, Set<Integer> held) throws StepFailed {
    var taken =
        ports.entrySet().stream()
            .filter(each -> candidates(each.getValue()).noneMatch(port -> usable(port, held)))
            .map(each -> each.getValue() + " (" + each.getKey() + ")")
            .sorted()
            .collect(Collectors.joining(", "));
    if (!taken.isEmpty()) {
      throw new StepFailed(
          "another program listens on port " + taken,
          "Stop the program that listens there, or set another port in compose/.env.",
          "");
    }
  }

  /** One port, or those of a range; 0 is any that is free. */
  private static IntStream candidates(String published) {
    var ends = published.split("-", 2);
    return published.isEmpty()
        ? IntStream.of(0)
        : IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  private static boolean usable(int port, Set<Integer> held) {
    return held.contains(port) || free(port);
  }

  private static boolean free(int port) {
    try (var socket = new ServerSocket()) {
      // Else a port counts as taken for a minute after its last connection.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Only asked where the engine keeps its data on a disk of this machine. */
  static void diskHasRoom(DockerEngine engine) throws IOException, StepFailed {
    var folder = engine.dataFolder();
    if (folder.isEmpty()) {
      return;
    }
    var free = Files.getFileStore(folder.get()).getUsableSpace();
    if (free < NEEDED_BYTES) {
      throw new StepFailed(
          "the disk of " + folder.get() + " has " + (free >> 20) + " MiB left",
          "Free " + (NEEDED_BYTES >> 20) + " MiB, for example with docker system prune.",
          "");
    }
  }

  /** Whether images are to be built: from what the product's build made, if it is there. */
  static boolean builds(ComposeFiles product, DockerEngine engine) throws StepFailed {
    if (product.isBuilt()) {
      return true;
    }
    var missing = OWN_IMAGES.stream().filter(image -> !engine.hasImage(image)).toList();
    if (!missing.isEmpty()) {
      throw new StepFailed(
          "there is neither an image nor a build to create it from: " + String.join(", ", missing),
          "Build the product: ./mvnw package -DskipTests.",
          "looked in " + product.home());
    }
    return false;
  }

  static Set<Integer> held(List<Container> containers) {
    return containers.stream()
        .flatMap(
            each -> each.alive() ? each.published().values().stream() : Stream.<Integer>empty())
        .collect(Collectors.toSet());
  }
}
