# syntax=docker/dockerfile:1

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml .
RUN mvn -B -q dependency:go-offline
COPY src src
RUN mvn -B -q -DskipTests package

# glibc, because the embedded PostgreSQL is built for it
FROM eclipse-temurin:21-jre-noble
# tini: PostgreSQL processes become children of process 1, which has to collect them when they end
RUN apt-get update \
    && apt-get install -y --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --create-home dialogporten
COPY --from=build /build/target/dialogporten-vertx.jar /app/dialogporten-vertx.jar
USER dialogporten
WORKDIR /data
VOLUME /data
EXPOSE 8080 9090
ENV DIALOGPORTEN_HTTP_HOST=0.0.0.0 \
    DIALOGPORTEN_MANAGEMENT_HOST=0.0.0.0 \
    DIALOGPORTEN_DATABASE_EMBEDDED_DIRECTORY=/data
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-jar", "/app/dialogporten-vertx.jar", "health"]
# the archive of classes makes every start but the first one faster
ENTRYPOINT ["tini", "--", "java", \
    "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
    "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=/data/classes.jsa", \
    "-jar", "/app/dialogporten-vertx.jar"]
