package eu.allmende.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Node;

/// How the window looks: a theme as light or dark as the system's, and our own sheet on top.
final class Style {
    /// On a control whose content was refused.
    static final PseudoClass REFUSED = PseudoClass.getPseudoClass("danger");

    private Style() {}

    /// Takes the system's light or dark, and follows when it changes; once per program.
    static void apply() {
        Platform.getPreferences().colorSchemeProperty().subscribe(Style::wear);
    }

    /// Takes this look, whatever the system's is.
    static void wear(ColorScheme scheme) {
        Application.setUserAgentStylesheet(
                switch (scheme) {
                    case LIGHT -> new PrimerLight().getUserAgentStylesheet();
                    case DARK -> new PrimerDark().getUserAgentStylesheet();
                });
    }

    /// The window's own style sheet.
    static String sheet() {
        return Objects.requireNonNull(Style.class.getResource("window.css")).toExternalForm();
    }

    /// Shows a node and gives it room, or does neither.
    static void shown(Node node, boolean wanted) {
        node.setVisible(wanted);
        node.setManaged(wanted);
    }
}
