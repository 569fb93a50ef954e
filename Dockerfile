# The bot and nothing else: no shell, no libraries, no package manager. It builds
# with docker, podman and buildah:
#
#   docker build -t meddlewatch --build-arg VERSION=1.0 .
#
# How to run it: docs/container.md.

FROM golang:1.26 AS build
WORKDIR /src

# Modules change less often than code, so they have a layer of their own.
COPY go.mod go.sum ./
RUN go mod download

COPY . .
ARG VERSION=unknown
ARG COMMIT=
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$VERSION -X main.commit=$COMMIT" -o /bot ./cmd/bot
# The final stage has no shell to make a folder with.
RUN mkdir -p /meddlewatch/data

FROM scratch
ARG VERSION=unknown
LABEL org.opencontainers.image.title="Meddlewatch" \
      org.opencontainers.image.description="Alerts when somebody reports on foreign election interference or a covert state influence operation" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION"

COPY --from=build /bot /bot
# config.toml is looked for here; only data can be written. A new named volume takes
# over the owner of the folder it hides.
WORKDIR /meddlewatch
COPY --from=build --chown=65532:65532 /meddlewatch/data data
VOLUME /meddlewatch/data
# There is no /tmp; SQLite and "bot once --dry-run" make their temporary files here.
ENV TMPDIR=/meddlewatch/data

# A number, so that whoever runs the image can see that it is not root.
USER 65532:65532

STOPSIGNAL SIGTERM
# The worker gives a sign of life every 15 s; a first poll of all feeds may take
# the first minute.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["/bot", "healthcheck"]
ENTRYPOINT ["/bot"]
CMD ["run"]
