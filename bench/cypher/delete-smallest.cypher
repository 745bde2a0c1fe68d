// Deletes what smallest-write wrote, a part at a time.
MATCH (node:SmallestUser|SmallestChannel|SmallestContact|SmallestMessage)
WITH node LIMIT $limit
DETACH DELETE node
RETURN count(*) AS count
