/**
 * Events as the mappings ({@code routes/providers/*.jq}) produce them: read, checked and
 * grouped by channel and kind, and turned into rows once their channel is known. What a
 * platform's field means is said by its mapping, not here.
 */
package dev.switchboard.event;
