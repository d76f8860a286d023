# syntax=docker/dockerfile:1

# Base images are pinned by version, not by digest: a digest is to be added where images are built,
# by the tool that keeps it up to date.
FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml .
RUN mvn -B -q dependency:go-offline
COPY src src
RUN mvn -B -q -DskipTests package

# glibc, because the embedded PostgreSQL is built for it
FROM eclipse-temurin:21.0.8_9-jre-noble
ARG VERSION=unreleased
ARG REVISION=unknown
LABEL org.opencontainers.image.title="dialogporten-vertx" \
      org.opencontainers.image.description="A Dialogporten-compatible dialog service for service owners" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
# tini: PostgreSQL processes become children of process 1, which has to collect them when they end
RUN apt-get update \
    && apt-get install -y --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --home-dir /data --create-home dialogporten
COPY --from=build /build/target/dialogporten-vertx.jar /app/dialogporten-vertx.jar
COPY --chmod=0555 src/main/docker/health /app/health
# a number, so that Kubernetes can see that it is not root (runAsNonRoot)
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080 9090
ENV DIALOGPORTEN_HTTP_HOST=0.0.0.0 \
    DIALOGPORTEN_MANAGEMENT_HOST=0.0.0.0 \
    DIALOGPORTEN_DATABASE_EMBEDDED_DIRECTORY=/data
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/app/health"]
# the archive of classes makes every start but the first one faster
ENTRYPOINT ["tini", "--", "java", \
    "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
    "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=/data/classes.jsa", \
    "-jar", "/app/dialogporten-vertx.jar"]
