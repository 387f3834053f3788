# valkey/valkey: user valkey (999), data in /data, an entry point that leaves root behind.
FROM switchboard-stand-in/debian
RUN groupadd --system --gid 999 valkey \
    && useradd --system --gid valkey --uid 999 --no-create-home --home-dir /nonexistent --shell /bin/false valkey \
    && apt-get update -q \
    && apt-get install -y -q --no-install-recommends valkey-server valkey-tools \
    && rm -rf /var/lib/apt/lists/* \
    && mkdir -p /data \
    && chown valkey:valkey /data
COPY valkey.entrypoint /usr/local/bin/docker-entrypoint.sh
WORKDIR /data
VOLUME ["/data"]
EXPOSE 6379
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["valkey-server"]
