package switchboard.console.ui.report;

import java.net.URI;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The browser of the operator's system. FX thread only. */
public final class Browser implements Consumer<URI> {
  private static final Logger LOG = LoggerFactory.getLogger(Browser.class);

  /** The window is no {@link Application}, and only these have what opens documents. */
  private static final class Host extends Application {
    @Override
    public void start(Stage stage) {
      throw new UnsupportedOperationException("It is not launched");
    }
  }

  /** Opens a page; without a display, and without a browser, nothing happens. */
  @Override
  public void accept(URI page) {
    try {
      new Host().getHostServices().showDocument(page.toString());
    } catch (RuntimeException e) {
      LOG.debug("No browser for {}", page, e);
    }
  }
}
