# The command line on the CPU. From the root of the repository:
#   docker build -f docker/cpu.Dockerfile -t jmodnas:cpu .

FROM eclipse-temurin:17.0.13_11-jdk-jammy AS build
# The Maven wrapper needs curl and unzip, the kernels the rest.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends cmake curl g++ make unzip \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN scripts/build-kernels
RUN --mount=type=cache,target=/maven \
    ./mvnw -B -ntp -q -Dmaven.repo.local=/maven -DskipTests package

FROM eclipse-temurin:17.0.13_11-jre-jammy
RUN useradd --create-home --uid 10001 jmodnas \
    && install -d -o jmodnas -g jmodnas /workspace/runs
WORKDIR /opt/jmodnas
COPY LICENSE NOTICE ./
COPY --from=build /src/scripts/jmodnas scripts/
COPY --from=build /src/java/jmodnas-cli/target/jmodnas-cli-*.jar java/jmodnas-cli/target/
COPY --from=build /src/java/jmodnas-cli/target/lib java/jmodnas-cli/target/lib
USER jmodnas
WORKDIR /workspace
ENTRYPOINT ["/opt/jmodnas/scripts/jmodnas"]
CMD ["--help"]
