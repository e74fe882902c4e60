# The `hourglass` command with everything a worker needs, from what `mvn package` left in deploy/cli/target. The native BLAS in
# it is the one of the machine that built it, so build on Linux of the architecture that will run it:
#   docker build -f deploy/docker/worker.Dockerfile -t hourglass/worker .
FROM eclipse-temurin:25-jre

RUN useradd --uid 10001 --create-home hourglass && install -d -o hourglass -g hourglass /blobs /data
COPY deploy/cli/target/lib /opt/hourglass/lib
COPY deploy/cli/target/hourglass.jar /opt/hourglass/hourglass.jar

USER hourglass
VOLUME /blobs
ENV HOURGLASS_BLOBS=/blobs HOURGLASS_DATA=/data
# First the engine's needs (engine.jvm in pom.xml). A run is one thread that allocates little.
ENTRYPOINT ["java", "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/hourglass/hourglass.jar"]
CMD ["worker"]
