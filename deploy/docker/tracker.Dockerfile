# The tracker, from what `mvn package` left in tracker/target. Build it from the project's folder:
#   docker build -f deploy/docker/tracker.Dockerfile -t hourglass/tracker .
FROM eclipse-temurin:25-jre

RUN useradd --uid 10001 --create-home hourglass && install -d -o hourglass -g hourglass /blobs
COPY tracker/target/quarkus-app /opt/hourglass

USER hourglass
EXPOSE 8080
VOLUME /blobs
# In a container the tracker is reached from outside of it; who may reach the container is decided where the port is published.
ENV QUARKUS_HTTP_HOST=0.0.0.0 HOURGLASS_BLOBS=/blobs
# JBoss Threads clears thread locals through java.lang.
ENTRYPOINT ["java", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar", "/opt/hourglass/quarkus-run.jar"]
