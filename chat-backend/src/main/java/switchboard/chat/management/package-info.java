/**
 * What every process of the chat service has beside its own work: configuration from the
 * environment, a management port with health and metrics, problem documents, and an orderly end.
 */
package switchboard.chat.management;
