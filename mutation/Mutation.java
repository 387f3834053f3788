import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import module java.base;
import module java.compiler;

import javax.tools.ToolProvider;
import org.junit.platform.engine.*;
import org.junit.platform.launcher.*;
import org.junit.platform.launcher.core.*;

/**
 * Lists the mutants of some files. Then reads the number of one (-1 for none) and test classes with
 * commas between, says what the tests say, and so on. Arguments: folders of classes, files.
 */
record Mutation(List<String> folders, PrintStream out) {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  private static final JavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

  static void main(String[] args) throws Exception {
    var mutation = new Mutation(List.of(args[0].split(File.pathSeparator)), System.out);
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    mutation.serve(Stream.of(args).skip(1).map(Path::of).toList());
  }

  private void serve(List<Path> files) throws Exception {
    var mutants = Mutants.of(files, path());
    mutants.forEach(it -> out.println(it.file() + "\t" + it.line() + "\t" + it.what()));
    out.println("end");
    for (var in = new Scanner(System.in); in.hasNextInt(); ) {
      var number = in.nextInt();
      var tests = List.of(in.next().split(","));
      var compiled = Files.createTempDirectory("mutant");
      var compiles = number < 0 || compile(mutants.get(number), compiled);
      out.println(compiles ? test(tests, compiled) : "does not compile");
    }
    System.exit(0);
  }

  private String path() {
    var libraries = System.getProperty("java.class.path");
    return String.join(File.pathSeparator, folders) + File.pathSeparator + libraries;
  }

  private boolean compile(Mutants.Mutant mutant, Path into) {
    var source =
        new SimpleJavaFileObject(mutant.file().toUri(), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return mutant.text();
          }
        };
    var options = List.of("-proc:none", "-nowarn", "-cp", path(), "-d", into.toString());
    var nowhere = Writer.nullWriter();
    return COMPILER.getTask(nowhere, FILES, it -> {}, options, null, List.of(source)).call();
  }

  /** "survived" or "caught", and why. The libraries are loaded once; what is ours, each time. */
  private String test(List<String> tests, Path compiled) throws IOException {
    var urls = new ArrayList<>(List.of(compiled.toUri().toURL()));
    for (var folder : folders) {
      urls.add(Path.of(folder).toUri().toURL());
    }
    var loader = new URLClassLoader(urls.toArray(URL[]::new), Mutation.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    var passed = new AtomicInteger();
    var failed = new ConcurrentLinkedQueue<String>();
    var token = CancellationToken.create();
    var listener =
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
              failed.add(test.getUniqueId() + " " + result.getThrowable().orElse(null));
              token.cancel();
            } else if (test.isTest()) {
              passed.incrementAndGet();
            }
          }
        };
    var all = request().filters(TagFilter.excludeTags("engine", "soak", "pictures"));
    tests.forEach(test -> all.selectors(selectClass(loader, test)));
    var execution = LauncherExecutionRequestBuilder.request(all.build());
    LauncherFactory.create()
        .execute(execution.cancellationToken(token).listeners(listener).build());
    if (failed.isEmpty() && passed.get() > 0) {
      return "survived " + passed + " tests";
    }
    return "caught: " + (failed.isEmpty() ? "no tests" : failed.peek().replaceAll("\\s+", " "));
  }
}
