/**
 * Spreads users evenly over the replicas that are ready: a replica above its share moves some, and
 * one that ends moves all.
 */
package switchboard.chat.balance;
