# prom/prometheus: binaries in /bin, user nobody (65534), data in /prometheus, busybox's wget.
FROM switchboard-stand-in/debian
RUN apt-get update -q \
    && apt-get install -y -q --no-install-recommends prometheus busybox \
    && rm -rf /var/lib/apt/lists/* \
    && ln -sf "$(command -v busybox)" /bin/wget \
    && mkdir -p /etc/prometheus /prometheus \
    && chown -R 65534:65534 /etc/prometheus /prometheus
USER nobody
WORKDIR /prometheus
VOLUME ["/prometheus"]
EXPOSE 9090
ENTRYPOINT ["/bin/prometheus"]
CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]
