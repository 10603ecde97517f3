package eu.allmende.ui;

import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;

/// How the window looks.
final class Style {
    private Style() {}

    /// Takes the theme; once per program.
    static void apply() {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    }

    /// The window's own style sheet.
    static String sheet() {
        return Objects.requireNonNull(Style.class.getResource("window.css")).toExternalForm();
    }
}
