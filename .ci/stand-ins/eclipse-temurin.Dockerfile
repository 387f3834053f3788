# eclipse-temurin: a JRE 25 at JAVA_HOME, `java` on the PATH, certificates in its own trust store.
FROM switchboard-stand-in/debian
RUN apt-get update -q \
    && apt-get install -y -q --no-install-recommends openjdk-25-jre-headless \
    && rm -rf /var/lib/apt/lists/* \
    && mkdir -p /opt/java \
    && ln -s "$(dirname "$(dirname "$(readlink -f /usr/bin/java)")")" /opt/java/openjdk
ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:$PATH LANG=C.UTF-8
CMD ["/bin/bash"]
