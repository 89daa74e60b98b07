insert into author (id, name) values (1, 'Le Guin'), (2, 'Lem'), (3, 'Butler'), (4, 'Strugatski');
insert into book (id, title, author_id) values (1, 'The Dispossessed', 1), (2, 'Solaris', 2), (3, 'Kindred', 3), (4, 'Roadside Picnic', 4);
