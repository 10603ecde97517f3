package eu.allmende.ui;

/// A folder that a person wants to add.
///
/// @param name what it is called
/// @param path the directory, the whole path of it
/// @param fence a preset: `eu-sovereign`, `eu`, `country:XX` or `anywhere`
public record FolderWish(String name, String path, String fence) {}
