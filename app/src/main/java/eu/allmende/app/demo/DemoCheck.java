package eu.allmende.app.demo;

import java.io.IOException;

/// One claim of the program, tried out. Checks run in their order, each on what those before left.
public interface DemoCheck {
    /// What is claimed, in a few words.
    String claim();

    /// Tries it out.
    ///
    /// @throws IOException if it could not even be tried; the claim then does not hold
    Verdict check(Stage stage) throws IOException, InterruptedException;
}
