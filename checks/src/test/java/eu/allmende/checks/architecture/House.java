package eu.allmende.checks.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/// The compiled house, read once for all rules, and the order of the engine's stages.
final class House {
    static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("eu.allmende");

    /// The journey of a file; a stage knows those before it.
    static final List<String> STAGES =
            List.of(
                    "folder",
                    "watch",
                    "scan",
                    "tree",
                    "plan",
                    "chunk",
                    "seal",
                    "pack",
                    "place",
                    "transfer",
                    "commit",
                    "apply");

    private House() {}
}
