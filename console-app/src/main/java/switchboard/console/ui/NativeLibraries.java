package switchboard.console.ui;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/** What the native libraries of a Linux desktop say, asked without JavaFX. */
@SuppressWarnings("restricted") // asking native libraries is what this is for
final class NativeLibraries {
  private static final String X11 = "libX11.so.6";

  private NativeLibraries() {}

  /**
   * Whether a library is there. Loads it permanently: JavaFX is about to load it anyway, and GTK
   * cannot be unloaded.
   */
  static boolean loads(String library) {
    try {
      SymbolLookup.libraryLookup(library, Arena.global());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether the X server that DISPLAY names lets this process in. */
  static boolean opensDisplay() {
    if (!loads(X11)) {
      return false;
    }
    var x11 = SymbolLookup.libraryLookup(X11, Arena.global());
    var linker = Linker.nativeLinker();
    var open =
        linker.downcallHandle(
            x11.findOrThrow("XOpenDisplay"),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    var close =
        linker.downcallHandle(
            x11.findOrThrow("XCloseDisplay"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try {
      // A null name stands for the one in DISPLAY.
      var display = (MemorySegment) open.invokeExact(MemorySegment.NULL);
      if (display.equals(MemorySegment.NULL)) {
        return false;
      }
      var ignored = (int) close.invokeExact(display);
      return ignored == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("The X server could not be asked", e);
    }
  }
}
