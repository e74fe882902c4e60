-- Which version of the projection made the live read model. Another version must neither write into it nor read from it, and
-- builds its own. What was made before versions were written down is of none.
alter table live_read_model add column projection text not null default '';
