/**
 * Contacts: whom the addresses in events belong to. Remembers which are known, so that a
 * contact is made, and evidence that two addresses are one person's is recorded, once and
 * not for every message. Erases people, and divides what is about a long history into
 * pieces. The nodes are written by the statements of the {@code cypher} folder.
 */
package dev.switchboard.contact;
