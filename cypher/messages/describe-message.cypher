// What some types of messages have beside a text. The message is there already; one that
// was revoked stays empty.
UNWIND $rows AS row
MATCH (message:Message {key: row.p_scope + '/' + row.p_id})
SET message.direction = CASE row.p_kind WHEN 'echo' THEN 'outbound' ELSE 'inbound' END
SET message.forwarded = coalesce(message.forwarded, row.p_details.p_forwarded),
    message.frequentlyForwarded = coalesce(message.frequentlyForwarded, row.p_details.p_frequentlyForwarded),
    message.groupId = coalesce(message.groupId, row.p_details.p_groupId),
    message.catalogId = coalesce(message.catalogId, row.p_details.p_catalogId),
    message.productId = coalesce(message.productId, row.p_details.p_productId),
    message.flowName = coalesce(message.flowName, row.p_details.p_flowName),
    message.permission = coalesce(message.permission, row.p_details.p_permission),
    message.systemType = coalesce(message.systemType, row.p_details.p_systemType),
    message.unsupportedType = coalesce(message.unsupportedType, row.p_details.p_unsupportedType),
    message.errorCode = coalesce(message.errorCode, row.p_details.p_errorCode),
    message.errorTitle = coalesce(message.errorTitle, row.p_details.p_errorTitle),
    message.errorDetails = coalesce(message.errorDetails, row.p_details.p_errorDetails),
    message.storyId = coalesce(message.storyId, row.p_details.p_storyId),
    message.ref = coalesce(message.ref, row.p_details.p_ref),
    message.refSource = coalesce(message.refSource, row.p_details.p_refSource),
    message.appId = coalesce(message.appId, row.p_details.p_appId),
    message.metadata = coalesce(message.metadata, row.p_details.p_metadata),
    message.standby = coalesce(message.standby, row.p_details.p_standby),
    message.payload = CASE WHEN message.revokedAt IS NULL THEN coalesce(message.payload, row.p_details.p_payload) END,
    message.location = CASE WHEN message.revokedAt IS NULL THEN coalesce(message.location,
      point({latitude: row.p_details.p_latitude, longitude: row.p_details.p_longitude})) END,
    message.placeName = CASE WHEN message.revokedAt IS NULL THEN coalesce(message.placeName, row.p_details.p_placeName) END,
    message.address = CASE WHEN message.revokedAt IS NULL THEN coalesce(message.address, row.p_details.p_address) END,
    message.flowResponse = CASE WHEN message.revokedAt IS NULL THEN coalesce(message.flowResponse, row.p_details.p_flowResponse) END,
    message.storyUrl = CASE WHEN message.revokedAt IS NULL THEN coalesce(message.storyUrl, row.p_details.p_storyUrl) END
FOREACH (shared IN CASE WHEN message.revokedAt IS NULL THEN row.p_details.p_sharedContacts ELSE [] END |
  MERGE (person:SharedContact {key: row.p_scope + '/' + row.p_id + '/' + shared.p_number})
    ON CREATE SET person.name = shared.p_name,
                  person.phones = shared.p_phones,
                  person.waIds = shared.p_waIds,
                  person.emails = shared.p_emails,
                  person.organization = shared.p_organization
  MERGE (message)-[:SHARES]->(person)
)
FOREACH (item IN CASE WHEN message.revokedAt IS NULL THEN row.p_details.p_orderItems ELSE [] END |
  MERGE (ordered:OrderItem {key: row.p_scope + '/' + row.p_id + '/' + item.p_number})
    ON CREATE SET ordered.retailerId = item.p_productId,
                  ordered.quantity = item.p_quantity,
                  ordered.price = item.p_price,
                  ordered.currency = item.p_currency
  MERGE (message)-[:ORDERS]->(ordered)
)
RETURN toInteger(row.ordinal) AS ordinal
