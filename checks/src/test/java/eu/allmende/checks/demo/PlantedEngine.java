package eu.allmende.checks.demo;

import eu.allmende.app.device.EngineOpener;
import eu.allmende.engine.Engine;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/// Engines that are the real ones, but for what is planted on device B after a sync.
final class PlantedEngine {
    private final EngineOpener real;
    private final AtomicReference<Plant> plant = new AtomicReference<>(() -> {});

    PlantedEngine(EngineOpener real) {
        this.real = real;
    }

    /// What goes wrong.
    interface Plant {
        void afterSync() throws IOException;
    }

    /// From now on this goes wrong on B after each sync.
    void plant(Plant wrong) {
        plant.set(wrong);
    }

    EngineOpener opener() {
        return (home, commons) -> {
            Engine engine = real.open(home, commons);
            return commons.deviceName().equals("B") ? planted(engine) : engine;
        };
    }

    private Engine planted(Engine engine) {
        return (Engine)
                Proxy.newProxyInstance(
                        Engine.class.getClassLoader(),
                        new Class<?>[] {Engine.class},
                        (_, method, arguments) -> {
                            try {
                                Object result = method.invoke(engine, arguments);
                                if (method.getName().equals("syncOnce")) {
                                    plant.get().afterSync();
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
