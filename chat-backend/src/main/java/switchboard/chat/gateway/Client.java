package switchboard.chat.gateway;

/**
 * Who a request comes from.
 *
 * @param address of the client; null where there is none
 * @param scheme that the client used, http or https
 */
record Client(String address, String scheme) {}
