/**
 * Infrastructure that every process of the chat service shares: configuration from the environment,
 * a management port with health and metrics, problem documents, and an orderly end.
 */
package switchboard.chat.management;
