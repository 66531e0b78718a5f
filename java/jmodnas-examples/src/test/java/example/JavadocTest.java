package example;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What a user can name is documented. */
final class JavadocTest {
  private final List<String> undocumented = new ArrayList<>();
  private int documented;

  @Test
  void everyPublicTypeHasAComment() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path module : Sources.modules()) {
      files.addAll(Sources.files(module));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      Trees trees = Trees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new PublicTypes(trees).scan(unit, null);
      }
    }
    assertThat(undocumented).isEmpty();
    assertThat(documented).isGreaterThan(200);
  }

  private final class PublicTypes extends TreePathScanner<Void, Void> {
    private final Trees trees;

    PublicTypes(Trees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      boolean inInterface =
          getCurrentPath().getParentPath().getLeaf() instanceof ClassTree outer
              && outer.getKind() == Tree.Kind.INTERFACE;
      if (!inInterface && !type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
        return null;
      }
      if (trees.getDocComment(getCurrentPath()) == null) {
        undocumented.add(
            getCurrentPath().getCompilationUnit().getSourceFile().getName()
                + " "
                + type.getSimpleName());
      } else {
        documented++;
      }
      return super.visitClass(type, null);
    }
  }
}
