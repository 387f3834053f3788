import module java.base;
import module java.compiler;
import module jdk.compiler;

import com.sun.source.tree.*;
import javax.lang.model.type.TypeKind;
import javax.tools.ToolProvider;

/** Finds the sites of a source file in the compiler's tree, and makes one change at each. */
final class Mutants extends TreeScanner<Void, Void> {
  private static final Map<String, String> SWAPS =
      Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">", "+", "-", "-", "+", "*", "/", "/", "*");

  /** A file's text with one change, which is at a line, and what it is in words. */
  record Mutant(Path file, long line, String what, String text) {}

  private final Set<Mutant> found = new LinkedHashSet<>();
  private final CompilationUnitTree unit;
  private final String source;
  private final Trees trees;
  private final Elements elements;

  private Mutants(CompilationUnitTree unit, JavacTask task) throws IOException {
    this.unit = unit;
    source = unit.getSourceFile().getCharContent(true).toString();
    trees = Trees.instance(task);
    elements = task.getElements();
  }

  static List<Mutant> of(Collection<Path> files, String classPath) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var manager = compiler.getStandardFileManager(null, null, null);
    var options = List.of("-proc:none", "-cp", classPath);
    var sources = manager.getJavaFileObjectsFromPaths(files);
    var task = (JavacTask) compiler.getTask(null, manager, said -> {}, options, null, sources);
    var units = task.parse();
    task.analyze();
    var all = new ArrayList<Mutant>();
    for (var unit : units) {
      var mutants = new Mutants(unit, task);
      mutants.scan(unit, null);
      all.addAll(mutants.found);
    }
    return all;
  }

  @Override
  public Void scan(Tree tree, Void none) {
    if (isLeftOut(tree)) {
      return null;
    }
    switch (tree) {
      case IfTree it -> negate(it.getCondition());
      case WhileLoopTree it -> negate(it.getCondition());
      case ForLoopTree it -> negate(it.getCondition());
      case ConditionalExpressionTree it -> negate(it.getCondition());
      case VariableTree it when type(it.getInitializer()) == TypeKind.BOOLEAN ->
          negate(it.getInitializer());
      case BinaryTree it -> change(it);
      case ExpressionStatementTree it when text(it).endsWith(";") ->
          add(it, ";", "remove " + text(it.getExpression()));
      case ReturnTree it when it.getExpression() != null -> makeConstant(it.getExpression());
      case LambdaExpressionTree it when it.getBody() instanceof ExpressionTree body -> {
        if (type(body) == TypeKind.VOID || body instanceof AssignmentTree) {
          add(body, "{}", "remove " + text(body));
        } else {
          makeConstant(body);
        }
      }
      case null, default -> {}
    }
    return super.scan(tree, none);
  }

  private boolean isLeftOut(Tree tree) {
    return switch (tree) {
      case AnnotationTree it -> true;
      // The compiler adds methods to records, too.
      case MethodTree it ->
          it.getName().contentEquals("toString")
              || elements.getOrigin(trees.getElement(trees.getPath(unit, it)))
                  != Elements.Origin.EXPLICIT;
      case ExpressionStatementTree it -> isLeftOut(it.getExpression());
      case MethodInvocationTree it ->
          text(it.getMethodSelect())
              .matches("this|super|Objects\\.requireNonNull|(log|LOG)\\.\\w+");
      case null, default -> false;
    };
  }

  private void change(BinaryTree tree) {
    switch (tree.getKind()) {
      case CONDITIONAL_AND, CONDITIONAL_OR -> {
        negate(tree.getLeftOperand());
        negate(tree.getRightOperand());
      }
      case EQUAL_TO, NOT_EQUAL_TO -> negate(tree);
      default -> {
        var from = end(tree.getLeftOperand());
        var operator = source.substring(from, start(tree.getRightOperand())).strip();
        var other = SWAPS.get(operator);
        if (other != null && type(tree).isPrimitive()) {
          var at = source.indexOf(operator, from);
          add(at, at + operator.length(), other, operator + " to " + other + " in " + text(tree));
        }
      }
    }
  }

  /** Of && and || the operands are negated. */
  private void negate(ExpressionTree condition) {
    switch (condition) {
      case ParenthesizedTree it -> negate(it.getExpression());
      case BinaryTree it when it.getKind() == Tree.Kind.CONDITIONAL_AND -> {}
      case BinaryTree it when it.getKind() == Tree.Kind.CONDITIONAL_OR -> {}
      case LiteralTree it -> {}
      case null -> {}
      default -> add(condition, "!(" + text(condition) + ")", "negate " + text(condition));
    }
  }

  private void makeConstant(ExpressionTree tree) {
    var values =
        switch (type(tree)) {
          case BOOLEAN -> List.of("true", "false");
          case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> List.of("0");
          case ARRAY -> List.of("null");
          case DECLARED -> {
            var type = trees.getTypeMirror(trees.getPath(unit, tree)).toString();
            var optional = type.startsWith("java.util.Optional");
            yield List.of(optional ? type.replaceFirst("<.*", "") + ".empty()" : "null");
          }
          default -> List.<String>of();
        };
    for (var value : values) {
      if (!value.endsWith(text(tree))) {
        add(tree, value, "return " + value.replace("java.util.", ""));
      }
    }
  }

  private TypeKind type(ExpressionTree tree) {
    var type = tree == null ? null : trees.getTypeMirror(trees.getPath(unit, tree));
    return type == null ? TypeKind.NONE : type.getKind();
  }

  private int end(Tree tree) {
    return (int) trees.getSourcePositions().getEndPosition(unit, tree);
  }

  private int start(Tree tree) {
    return (int) trees.getSourcePositions().getStartPosition(unit, tree);
  }

  private String text(Tree tree) {
    return end(tree) < start(tree) ? "" : source.substring(start(tree), end(tree));
  }

  private void add(Tree tree, String text, String what) {
    add(start(tree), end(tree), text, what);
  }

  private void add(int from, int to, String text, String what) {
    var words = what.replaceAll("\\s+", " ");
    if (0 <= from && from < to) {
      var file = Path.of(unit.getSourceFile().toUri());
      var line = unit.getLineMap().getLineNumber(from);
      var shortened = words.length() <= 70 ? words : words.substring(0, 69) + "…";
      var changed = source.substring(0, from) + text + source.substring(to);
      found.add(new Mutant(file, line, shortened, changed));
    }
  }
}
