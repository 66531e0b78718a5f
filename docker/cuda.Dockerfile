# The command line with the CUDA backend, for NVIDIA GPUs. From the root of the repository:
#   docker build -f docker/cuda.Dockerfile -t jmodnas:cuda .

FROM nvidia/cuda:12.6.3-devel-ubuntu22.04 AS kernels
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends cmake g++ make \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY cmake cmake
COPY native-kernels native-kernels
COPY scripts/build-kernels scripts/
RUN scripts/build-kernels && scripts/build-kernels --fatbin

FROM eclipse-temurin:17.0.13_11-jdk-jammy AS build
# The Maven wrapper needs both.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl unzip \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
COPY --from=kernels /src/native-kernels/build/lib native-kernels/build/lib
COPY --from=kernels /src/native-kernels/build/fatbin native-kernels/build/fatbin
RUN --mount=type=cache,target=/maven \
    ./mvnw -B -ntp -q -Dmaven.repo.local=/maven -DskipTests package

# Brings cuBLAS 12 and cuDNN 9; the driver's library comes from the host.
FROM nvidia/cuda:12.6.3-cudnn-runtime-ubuntu22.04
RUN useradd --create-home --uid 10001 jmodnas \
    && install -d -o jmodnas -g jmodnas /workspace/runs
ENV JAVA_HOME=/opt/java/openjdk
COPY --from=eclipse-temurin:17.0.13_11-jre-jammy /opt/java/openjdk /opt/java/openjdk
WORKDIR /opt/jmodnas
COPY LICENSE NOTICE ./
COPY --from=build /src/scripts/jmodnas scripts/
COPY --from=build /src/java/jmodnas-cli/target/jmodnas-cli-*.jar java/jmodnas-cli/target/
COPY --from=build /src/java/jmodnas-cli/target/lib java/jmodnas-cli/target/lib
USER jmodnas
WORKDIR /workspace
ENTRYPOINT ["/opt/jmodnas/scripts/jmodnas"]
CMD ["--help"]
