package eu.allmende.node.serve;

import java.io.IOException;
import java.util.List;

/// Several endpoints behind one door, told apart by how the path begins. The first that fits
/// answers.
public final class Routes implements Endpoint {
    private final List<Route> routes;

    /// An endpoint and how the paths begin that it answers.
    public record Route(String prefix, Endpoint endpoint) {}

    public Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    @Override
    public Reply answer(Call call) throws IOException {
        for (Route route : routes) {
            if (call.path().startsWith(route.prefix())) {
                return route.endpoint().answer(call);
            }
        }
        return Reply.notFound();
    }
}
