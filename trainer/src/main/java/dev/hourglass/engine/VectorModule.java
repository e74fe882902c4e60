package dev.hourglass.engine;

/** The Vector API still incubates: a JVM has it only if it was started with the module. */
final class VectorModule {

    static final String NAME = "jdk.incubator.vector";

    private VectorModule() {}

    static boolean isPresent() {
        return ModuleLayer.boot().findModule(NAME).isPresent();
    }
}
