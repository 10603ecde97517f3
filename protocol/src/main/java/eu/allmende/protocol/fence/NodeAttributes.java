package eu.allmende.protocol.fence;

/// What a fence asks of a node.
///
/// @param country where the disk is
/// @param networkCountry which country controls the network the disk hangs on
/// @param law whose law binds the operator
/// @param parent where the operator's ultimate parent sits
public record NodeAttributes(
        Attribute country, Attribute networkCountry, Attribute law, Attribute parent) {

    /// What an operator declares: disk and network in one country, operator and parent under one
    /// law.
    public static NodeAttributes declared(Country country, Country law) {
        return new NodeAttributes(
                Attribute.declared(country),
                Attribute.declared(country),
                Attribute.declared(law),
                Attribute.declared(law));
    }
}
