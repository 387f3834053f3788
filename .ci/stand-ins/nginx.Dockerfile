# nginx: user nginx (101), logs on the standard streams, curl for health checks, an entry point that
# starts the server given as command.
FROM switchboard-stand-in/debian
RUN groupadd --system --gid 101 nginx \
    && useradd --system --gid nginx --uid 101 --no-create-home --home-dir /nonexistent --shell /bin/false nginx \
    && apt-get update -q \
    && apt-get install -y -q --no-install-recommends nginx curl \
    && rm -rf /var/lib/apt/lists/* /etc/nginx/sites-enabled /etc/nginx/modules-enabled/* \
    && mkdir -p /var/cache/nginx \
    && chown nginx:nginx /var/cache/nginx \
    && ln -sf /dev/stdout /var/log/nginx/access.log \
    && ln -sf /dev/stderr /var/log/nginx/error.log
COPY nginx.entrypoint /docker-entrypoint.sh
ENTRYPOINT ["/docker-entrypoint.sh"]
EXPOSE 80
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]
