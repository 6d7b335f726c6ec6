"""Invented reports about an invented raid: one, what another desk made of it, and one that nobody copied."""

REPORT = """\
Raiders cross the Velna before dawn

LOWER ORSK, 4 May - Armed men crossed the river Velna into Harran province early on Saturday and fought border troops
for several hours near the village of Tolm, officials on both sides said.

The provincial governor, Ansa Rook, said two guards were killed and eleven people wounded, three of them seriously.
She asked residents of four villages to stay in their cellars until the roads had been searched for mines.

“They came over the old railway bridge with four trucks and a captured armoured car, and they did not get further than
the mill,” Rook told reporters outside the district hospital.

A group that calls itself the Free Harran Column said in a message that it had taken the village hall at Tolm and
raised its flag there. A video that it posted showed men in white armbands walking past a bakery; where and when it
was filmed could not be established.

The ministry of defence in Orsk said the attackers had been beaten back by noon with the loss of thirty men, and that
artillery was firing at those who had withdrawn into the reed beds on the far bank. It showed no pictures of the
fighting.

Trains on the northern line were stopped for most of the day. A railway clerk in Lower Orsk said by telephone that
passengers for the coast were being taken by bus as far as Keld, where a second engine was waiting.

It was the third raid across the river this spring. In March the same group held a customs post for two days before it
left without a fight, and in April a mortar shell hit a grain store in Upper Tolm and burned half of it down.
"""

# Another desk's version: the beginning is new, the end is cut, and a word is changed here and there.
COPY = """\
Village under fire as column claims bridgehead

It began with trucks in the dark. By sunrise on Saturday there was shooting on both banks of a river that most readers
could not have found on a map a week ago, and a province that has seen three such mornings this year was counting
again.

The provincial governor, Ansa Rook, said two guards were killed and twelve people wounded, three of them badly. She
asked residents of four villages to stay in their cellars until the roads had been searched for mines.

“They came over the old railway bridge with four trucks and a captured armoured car, and they did not get further than
the mill,” Rook told reporters outside the district hospital.

A group that calls itself the Free Harran Column said in a message that it had taken the village hall at Tolm and
raised its flag there. A video that it posted showed men in white armbands walking past a bakery; where and when it
was filmed could not be verified.

The ministry of defence in Orsk said the attackers had been beaten back by noon with the loss of thirty men, and that
artillery was firing at those who had withdrawn into the reed beds on the far bank.
"""

# The same morning by somebody who was there: the same facts, the same quotation, other words.
OTHER = """\
A morning at Tolm

The bakery in Tolm opened at six as on any Saturday, and by half past six its windows were gone. People here count
raids on their fingers, and this was the third finger of the spring.

Governor Ansa Rook gave the numbers at the hospital door: two border guards dead, eleven others hurt. “They came over
the old railway bridge with four trucks and a captured armoured car, and they did not get further than the mill,” she
said, and went back in without taking questions.

The Free Harran Column tells it otherwise. In its account the village hall fell within the hour and a flag still flies
from the roof; a schoolteacher who lives opposite told this newspaper that she had seen men on the steps, but no flag.

From Orsk came the usual sentence about an attack repelled, with thirty of the raiders said to be dead. No bodies were
shown to us, and the reed beds on the other side of the water were burning too fiercely for anybody to go and look.

What will stay is the silence on the railway. No train has run since the first shots, and the clerk at the station has
taken to playing chess against himself on the ticket counter.
"""
